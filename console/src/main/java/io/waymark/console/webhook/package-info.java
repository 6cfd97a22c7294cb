/**
 * Merchants' webhook endpoints: where they want to be told, of what, and what became of the messages. The notifier sends them;
 * it learns of endpoints from {@code waymark.webhooks.v1} and tells of deliveries on {@code waymark.deliveries.v1}.
 */
@NullMarked
package io.waymark.console.webhook;

import org.jspecify.annotations.NullMarked;
