import QtQuick
import QtQuick.Window
import QtWebEngine
import "host-page.mjs" as HostPage
import "redact.mjs" as Log

/*!
    The web view of a CallView, and what it lets its page do.
*/
WebEngineView {
    id: view

    /*! Where the view lives unless its page fills the screen. */
    required property Item home
    /*! The only origin that is given devices and is heard. */
    property string homeOrigin: ""
    /*! What must not stand in a line of the log. */
    property var secrets: []

    /*! The page is there: \a ours tells whether it is the one that was asked for. */
    signal arrived(bool ours)
    /*! The page is gone, or another one comes in its place. */
    signal went
    signal broken(string code, string message)

    /*! Shows \a page, as host-page.mjs makes it. */
    function show(page) {
        homeOrigin = page.origin;
        loadHtml(page.html, page.address);
    }

    // Numbers of WebEnginePermission, a type that Qt 6.4 does not have: microphone, camera, both, screen, screen with sound.
    readonly property var devicePermissions: [1, 2, 3, 4, 5]
    readonly property var deviceFeatures: [WebEngineView.MediaAudioCapture, WebEngineView.MediaVideoCapture,
        WebEngineView.MediaAudioVideoCapture, WebEngineView.DesktopVideoCapture, WebEngineView.DesktopAudioVideoCapture]

    function script(name, url) {
        return { name: name, sourceUrl: url, injectionPoint: WebEngineScript.DocumentCreation, worldId: WebEngineScript.MainWorld };
    }

    function isHome(origin) {
        return homeOrigin !== "" && HostPage.originOf(origin) === homeOrigin;
    }

    anchors.fill: parent
    Component.onCompleted: userScripts.collection = [
        script("qwebchannel", "qrc:///qtwebchannel/qwebchannel.js"),
        script("call-bridge", Qt.resolvedUrl("bridge.js"))
    ]
    // Without a value of its own the engine waits for a click before any sound.
    settings.playbackRequiresUserGesture: false
    settings.fullScreenSupportEnabled: true
    settings.javascriptCanOpenWindows: false

    // Without an answer the page would wait for ever.
    onFeaturePermissionRequested: (securityOrigin, feature) => {
        // From Qt 6.8 on the same question comes as an object, below.
        if (view.permissionRequested === undefined)
            grantFeaturePermission(securityOrigin, feature, isHome(securityOrigin) && deviceFeatures.includes(feature));
    }
    // The page never leaves by itself; who wrote the application may load another.
    onNavigationRequested: request => {
        if (request.navigationType === WebEngineNavigationRequest.TypedNavigation)
            went();
        else
            request.reject();
    }
    onLoadingChanged: info => {
        if (info.status === WebEngineView.LoadSucceededStatus)
            arrived(isHome(info.url));
        else if (info.status === WebEngineView.LoadFailedStatus)
            broken("ERR_PAGE_LOAD", Log.redact(info.errorString, secrets));
    }
    onRenderProcessTerminated: (terminationStatus, exitCode) => {
        went();
        broken("ERR_PAGE_CRASHED", `The page's process ended: status ${terminationStatus}, exit code ${exitCode}.`);
    }
    // Chromium prints addresses with tokens in them.
    onJavaScriptConsoleMessage: (level, message, line, source) => {
        if (level !== WebEngineView.InfoMessageLevel)
            console.warn(Log.redact(`CallView: ${message} (${source}:${line})`, secrets));
    }
    onFullScreenRequested: request => {
        const host = home.Window.window;
        if (!host)
            return request.reject();
        view.parent = request.toggleOn ? host.contentItem : home;
        host.visibility = request.toggleOn ? Window.FullScreen : Window.AutomaticVisibility;
        request.accept();
    }
    onContextMenuRequested: request => request.accepted = true

    Shortcut {
        sequences: [StandardKey.Cancel]
        enabled: view.isFullScreen
        onActivated: view.triggerWebAction(WebEngineView.ExitFullScreen)
    }

    Connections {
        target: view
        ignoreUnknownSignals: true

        function onPermissionRequested(permission) {
            if (view.isHome(permission.origin) && view.devicePermissions.includes(permission.permissionType))
                permission.grant();
            else
                permission.deny();
        }
    }
}
