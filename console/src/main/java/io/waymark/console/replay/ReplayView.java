package io.waymark.console.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.waymark.contract.ReplayFindings;
import java.time.Instant;
import java.util.UUID;

/**
 * A report as the API shows it.
 *
 * @param drawnUpAt when it was published
 * @param findings its fields stand beside the others
 */
public record ReplayView(UUID replayId, Instant drawnUpAt, @JsonUnwrapped ReplayFindings findings) {

    /** Whether nothing would change. */
    @JsonIgnore
    public boolean isWithoutChange() {
        return findings.all().shipments() == 0;
    }
}
