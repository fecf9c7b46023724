import QtQuick
import QtQuick.Window
import "../../../packages/qml"

// A host app as small as can be. What it sees goes out as lines "@@{…}"; what it shall do comes in as answers to GET /next.
Window {
    id: host

    readonly property string control: argument("--control")

    function argument(name) {
        return Qt.application.arguments[Qt.application.arguments.indexOf(name) + 1];
    }

    function tell(what) {
        console.info("@@" + JSON.stringify(what));
    }

    function get(path) {
        return new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.onload = () => request.status === 200 ? resolve(request.responseText) : reject(new Error(`${path}: ${request.status}`));
            request.onerror = () => reject(new Error(`${path} cannot be reached`));
            request.open("GET", control + path);
            request.send();
        });
    }

    // One thing at a time: the answer to the next question comes when there is something to do.
    function obey() {
        get("/next").then(text => {
            const { id, code } = JSON.parse(text);
            let answer;
            try {
                answer = { id: id, value: eval(code) };
            } catch (error) {
                answer = { id: id, error: String(error) };
            }
            tell({ answer: answer });
            obey();
        }).catch(() => Qt.exit(0));
    }

    function start(options) {
        loader.setSource("../../../packages/qml/CallView.qml", Object.assign({
            getSession: ({ fresh }) => {
                tell({ asked: true });
                return get(fresh ? "/session?fresh" : "/session");
            }
        }, JSON.parse(options)));
    }

    width: 960
    height: 640
    visible: true

    Component.onCompleted: get("/options").then(start).then(obey).catch(error => { tell({ broken: String(error) }); Qt.exit(3); })

    readonly property Item callView: loader.item
    readonly property var state: callView === null ? null : ({
        phase: callView.phase, muted: callView.muted, connection: callView.connection, ready: callView.ready
    })
    onStateChanged: if (state) tell({ state: state })

    Loader {
        id: loader
        anchors.fill: parent
        onStatusChanged: if (status === Loader.Error) tell({ broken: "CallView cannot be loaded" })
    }

    // Answers of the page itself: runJavaScript does not wait for promises.
    Connections {
        target: host.callView ? host.callView.view : null
        function onLoadingChanged(info) {
            if (info.status === 2)
                host.tell({ loaded: host.callView.view.title });
        }
        function onJavaScriptConsoleMessage(level, message) {
            if (message.startsWith("@@"))
                console.info(message);
        }
    }

    Connections {
        target: host.callView
        function onFailed(code, message) { host.tell({ failed: { code: code, message: message } }); }
    }
}
