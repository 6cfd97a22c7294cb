/** Where facts come in: reads the topics, sets aside what cannot be read, hands the rest to the ledger. */
@NullMarked
package io.waymark.notifier.intake;

import org.jspecify.annotations.NullMarked;
