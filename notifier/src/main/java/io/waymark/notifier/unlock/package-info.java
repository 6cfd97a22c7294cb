/**
 * Tells merchants, once for each registration, that an order's returns and exchanges are open: so long after its parcel was
 * signed for as the registration says.
 */
@NullMarked
package io.waymark.notifier.unlock;

import org.jspecify.annotations.NullMarked;
