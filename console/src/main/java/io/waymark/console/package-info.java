/**
 * Where merchants call in. {@code access} keeps their keys, {@code registration} takes what merchants ask for, and what
 * other services ask in their name, {@code readmodel} follows the topics into tables of its own, {@code api} answers
 * questions about them. {@code conservation} counts what came in and what became of it. {@code intake} has what all readers
 * of topics do with records that fail. {@code track} is the customers' page, {@code eta} tells when parcels arrive.
 */
@NullMarked
package io.waymark.console;

import org.jspecify.annotations.NullMarked;
