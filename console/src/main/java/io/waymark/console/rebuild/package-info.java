/**
 * Building the read model anew, beside the one that answers: replay the topics into empty tables, add what the topics no
 * longer hold, catch up, and put the new tables in place of the old in one transaction.
 */
@NullMarked
package io.waymark.console.rebuild;

import org.jspecify.annotations.NullMarked;
