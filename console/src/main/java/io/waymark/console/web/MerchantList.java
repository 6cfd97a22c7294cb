package io.waymark.console.web;

import io.waymark.console.access.KeyHandler.Made;
import io.waymark.console.access.MerchantRepository.Merchant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The merchants there are.
 *
 * @param next the address of the part that follows; null after the last
 * @param isStaff whether the viewer sees, and makes keys for, all of them
 * @param form for the key that is to be made
 * @param made the key that was just made, shown this once; null if none was
 */
public record MerchantList(
        List<Merchant> merchants,
        ListQuery query,
        @Nullable String next,
        boolean isStaff,
        KeyForm form,
        @Nullable Made made) {

    /** Whether there is one merchant only, so that it should be said how there come to be others. */
    public boolean isAlone() {
        return merchants.size() == 1 && !query.isNarrow() && next == null;
    }
}
