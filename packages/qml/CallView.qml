import QtQuick
import QtWebChannel
import QtWebEngine
import "host-page.mjs" as HostPage

/*!
    Makes and shows calls: the call elements in a web view.

    The page stands for the origin of \l serviceUrl. Only this origin is given camera, microphone and screen, and only it is
    given the user's token: when it asks, through the web channel, never in an address. Addresses are read when the page is
    loaded: after a change call reload().
*/
Item {
    id: root

    /*! Folder of the calling service, with a slash at its end: \c{https://app.example/calls/}. */
    required property url serviceUrl
    /*! The media server: \c{wss://media.example}. */
    required property url mediaUrl
    /*! The file \c call-elements.js; its chunks lie beside it. */
    required property url bundleUrl
    /*! The hash of that file, from its \c integrity.json. Empty: it is not compared. */
    property string bundleIntegrity: ""
    /*!
        Gives the user's token, or a promise of it: \c{({ fresh }) => …}. \c fresh says that the one before was refused.
    */
    required property var getSession
    /*! Calls begin with the microphone off. */
    property bool startMuted: false
    /*! The person may share the screen; before Qt 6.7 this means all of it. */
    property bool screenShareEnabled: true

    /*! Where the page keeps what it stores; by default nowhere. */
    property alias profile: page.profile

    /*! Where the call stands: \c idle, \c inviting, \c{ringing-out}, \c incoming, \c connecting, \c connected, \c ended, … */
    readonly property string phase: internal.phase
    /*! There is a call, and its microphone is off or cannot be had. */
    readonly property bool muted: internal.muted
    /*! The way to the service: \c idle, \c connecting, \c online, \c offline or \c refused. */
    readonly property string connection: internal.connection
    /*! The page follows the methods. */
    readonly property bool ready: internal.ready
    /*! The web view itself, for what has no property here. */
    readonly property WebEngineView view: page

    /*! Something failed. A code of the call elements, or \c ERR_PAGE_LOAD, \c ERR_PAGE_CRASHED, \c ERR_PAGE_NOT_READY. */
    signal failed(string code, string message)

    /*! Calls a person, with \c "video" or, by default, \c "audio". */
    function call(peerId, media) {
        internal.send("call", { peerId: String(peerId), media: media === "video" ? "video" : "audio" });
    }

    /*! Answers the ring with \c "audio" or \c "video"; by default with what was offered. */
    function accept(media) {
        internal.send("accept", media === "audio" || media === "video" ? { media: media } : {});
    }

    /*! Declines the ring. */
    function decline() {
        internal.send("decline", {});
    }

    /*! Ends the call, or takes it back while it rings. */
    function hangUp() {
        internal.send("hangUp", {});
    }

    /*! Turns the microphone off, or on again. */
    function setMuted(muted) {
        internal.send("setMuted", { muted: Boolean(muted) });
    }

    /*! Loads the page anew. A call ends by that. */
    function reload() {
        internal.load();
    }

    // Later: who listens for failures may not do so yet.
    Component.onCompleted: Qt.callLater(internal.load)

    QtObject {
        id: internal

        property string phase: "idle"
        property bool muted: false
        property string connection: "idle"
        property bool ready: false

        function load() {
            try {
                page.show(HostPage.hostPage({
                    serviceUrl: String(root.serviceUrl),
                    mediaUrl: String(root.mediaUrl),
                    bundleUrl: String(root.bundleUrl),
                    bundleIntegrity: root.bundleIntegrity,
                    startMuted: root.startMuted
                }));
            } catch (error) {
                root.failed("ERR_CONFIG", error.message);
            }
        }

        function send(verb, argument) {
            if (ready)
                bridge.command(verb, argument);
            else
                root.failed("ERR_PAGE_NOT_READY", `${verb}() came before the page was ready.`);
        }

        function reset() {
            bridge.open = false;
            ready = false;
            phase = "idle";
            muted = false;
            connection = "idle";
        }

        // The last ones are enough: older ones have expired.
        function remember(token) {
            if (!page.secrets.includes(token))
                page.secrets = page.secrets.concat([token]).slice(-8);
        }

        function answerSession(id, fresh) {
            Promise.resolve({ fresh: fresh }).then(root.getSession).then(token => {
                if (typeof token !== "string" || token === "")
                    throw new TypeError("no token");
                remember(token);
                bridge.sessionGiven(id, token);
            }).catch(() => bridge.sessionRefused(id));
        }
    }

    CallBridge {
        id: bridge

        onSessionAsked: (id, fresh) => internal.answerSession(id, fresh)
        onReported: (phase, muted, connection) => {
            internal.phase = phase;
            internal.muted = muted;
            internal.connection = connection;
            internal.ready = true;
        }
        onFailed: (code, message) => root.failed(code, message)
    }

    CallPage {
        id: page

        home: root
        settings.screenCaptureEnabled: root.screenShareEnabled
        webChannel: WebChannel {
            registeredObjects: [bridge]
        }

        onArrived: ours => bridge.open = ours
        onWent: internal.reset()
        onBroken: (code, message) => root.failed(code, message)
    }
}
