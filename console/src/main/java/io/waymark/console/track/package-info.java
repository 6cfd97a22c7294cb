/**
 * The page on which a merchant's customer sees where the parcel is. It needs no key, so it tells what the carrier said and
 * nothing of whoever registered it, of parcels that were registered, and to one address only so much.
 */
@NullMarked
package io.waymark.console.track;

import org.jspecify.annotations.NullMarked;
