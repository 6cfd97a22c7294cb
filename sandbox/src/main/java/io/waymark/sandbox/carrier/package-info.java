/** Simulated carriers, each with its own words, its own signature code and its own way to push. */
@NullMarked
package io.waymark.sandbox.carrier;

import org.jspecify.annotations.NullMarked;
