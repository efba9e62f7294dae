package org.greenplan.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers what does not reach the application at all, a request that cannot be read for example, as the application does. */
public class PlainErrorReport extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            String path = request.getRequestURI();
            // the writer keeps to what is said before it is there
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            Writer writer = response.getReporter();
            if (writer != null) {
                Refusal.write(path == null ? "" : path, response, status, writer);
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            // Nobody is there to read it.
        }
    }
}
