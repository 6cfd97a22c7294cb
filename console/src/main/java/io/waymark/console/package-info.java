/**
 * Where merchants call in. {@code access} keeps their keys, {@code registration} takes what merchants ask for,
 * {@code readmodel} follows the topics into tables of its own, {@code api} answers questions about them.
 */
@NullMarked
package io.waymark.console;

import org.jspecify.annotations.NullMarked;
