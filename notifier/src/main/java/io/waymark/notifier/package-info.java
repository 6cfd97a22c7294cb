/** Tells those who must know: payment gateways first. Puts the parts together that the packages below offer. */
@NullMarked
package io.waymark.notifier;

import org.jspecify.annotations.NullMarked;
