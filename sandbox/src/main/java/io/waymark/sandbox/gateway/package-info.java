/** Simulated payment gateways: they check signatures with code of their own, answer, and remember what they got. */
@NullMarked
package io.waymark.sandbox.gateway;

import org.jspecify.annotations.NullMarked;
