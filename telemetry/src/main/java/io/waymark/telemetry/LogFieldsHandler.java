package io.waymark.telemetry;

import io.quarkus.logging.LoggingFilter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Makes fields of the keys of our log lines where these are written as JSON: {@code provider=%s} of a line is
 * {@code "provider"} in the object {@code mdc}, beside the trace. Lets every line through.
 */
@LoggingFilter(name = "waymark-fields")
public final class LogFieldsHandler implements Filter {

    private static final String OURS = "io.waymark.";

    private final boolean wanted;

    /** Templates are constants: as many as there are places that log. */
    private final Map<String, LogTemplate> templates = new ConcurrentHashMap<>();

    /** @param json whether lines are written as JSON */
    public LogFieldsHandler(
            @ConfigProperty(name = "quarkus.log.console.json.enabled", defaultValue = "false") boolean json) {
        this.wanted = json;
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        Object[] values = line.getParameters();
        if (wanted
                && values != null
                && line instanceof ExtLogRecord told
                && told.getFormatStyle() == ExtLogRecord.FormatStyle.PRINTF
                && String.valueOf(line.getLoggerName()).startsWith(OURS)) {
            templates.computeIfAbsent(line.getMessage(), LogTemplate::of).fields(values, told::putMdc);
        }
        return true;
    }
}
