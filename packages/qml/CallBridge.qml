import QtQml
import QtWebChannel

/*!
    What the page may see and call. Nothing in it is a secret, and nothing is heard unless the page is CallView's own.
*/
QtObject {
    WebChannel.id: "host"

    /*! The page in the view is ours, and loaded to its end. */
    property bool open: false

    // To the page.
    signal command(string verb, var argument)
    signal sessionGiven(int id, string token)
    signal sessionRefused(int id)

    // From the page.
    signal sessionAsked(int id, bool fresh)
    signal reported(string phase, bool muted, string connection)
    signal failed(string code, string message)

    function askSession(id, fresh) {
        if (open)
            sessionAsked(id, fresh);
    }

    function report(phase, muted, connection) {
        if (open)
            reported(phase, muted, connection);
    }

    function fail(code, message) {
        if (open)
            failed(code, message);
    }
}
