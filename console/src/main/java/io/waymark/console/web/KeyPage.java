package io.waymark.console.web;

import io.waymark.api.access.Scopes;
import io.waymark.console.api.KeyView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys there are and were.
 *
 * @param own what the viewer may do, and may let others do
 * @param made the key that was just made, shown this once; null if none was
 */
public record KeyPage(List<KeyView> keys, List<String> own, @Nullable String made) {

    /** Whether it is ticked when the form is shown: what most keys need. */
    public boolean isUsual(String scope) {
        return !scope.equals(Scopes.OPERATE);
    }
}
