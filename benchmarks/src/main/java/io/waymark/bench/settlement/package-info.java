/** How fast the notifier brings settlements to the gateways, with a large ledger behind it; a program of its own. */
@NullMarked
package io.waymark.bench.settlement;

import org.jspecify.annotations.NullMarked;
