import QtQuick
import QtQuick.Window
import QtWebEngine

// A host app that forgot about permissions: nobody answers when the page asks for a device, so that the page waits for ever.
Window {
    width: 960
    height: 640
    visible: true

    WebEngineView {
        id: view
        anchors.fill: parent
        url: Qt.application.arguments[Qt.application.arguments.indexOf("--page") + 1]
    }

    // Calls Bo as soon as it can, and prints what the view then says, as lines "@@…".
    Timer {
        interval: 250
        repeat: true
        running: true
        onTriggered: view.runJavaScript(`(() => {
            const controller = document.querySelector('call-client')?.controller;
            if (!controller || controller.snapshot.friends.status !== 'ready') return null;
            const [call] = controller.snapshot.calls;
            if (!call) controller.call('bo', { media: 'audio' });
            const view = document.querySelector('call-view').shadowRoot?.querySelector('.frame');
            return JSON.stringify({ phase: call?.phase, code: call?.error?.code, words: view?.innerText });
        })()`, line => { if (line) console.info("@@" + line); })
    }
}
