/**
 * When a parcel will arrive, as a range out of what parcels like it took, with what that rests on and how often it was right.
 * Where too little is known nothing is said.
 */
@NullMarked
package io.waymark.console.eta;

import org.jspecify.annotations.NullMarked;
