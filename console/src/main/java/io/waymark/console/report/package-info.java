/** What many parcels come to: by carrier and lane, by day, by label, and in money. All of it for one merchant, or for staff. */
@NullMarked
package io.waymark.console.report;

import org.jspecify.annotations.NullMarked;
