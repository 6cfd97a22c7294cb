/** What happens to a parcel and when, and how the world misbehaves when it is told to. Plain Java; no clock. */
@NullMarked
package io.waymark.sandbox.journey;

import org.jspecify.annotations.NullMarked;
