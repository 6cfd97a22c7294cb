/** What a merchant lays before a gateway, or a court, to show that a parcel was handed over and when the gateway knew. */
@NullMarked
package io.waymark.console.dispute;

import org.jspecify.annotations.NullMarked;
