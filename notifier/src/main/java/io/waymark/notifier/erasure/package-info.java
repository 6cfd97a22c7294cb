/** Which shipments were erased by order: everybody who takes something up of a shipment asks here first. */
@NullMarked
package io.waymark.notifier.erasure;

import org.jspecify.annotations.NullMarked;
