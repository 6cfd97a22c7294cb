/**
 * Providers' protocols: how each signs, what it says, what its codes mean. Pure: no HTTP, no Kafka, no clock. One
 * package per provider, which knows nothing of the others; {@link io.waymark.carriers.Providers} lists them.
 *
 * <p>A <em>provider</em> is who tells us (Kuaidi100, STO), a <em>carrier</em> is who moves the parcel (STO, SF, YTO).
 */
@NullMarked
package io.waymark.carriers;

import org.jspecify.annotations.NullMarked;
