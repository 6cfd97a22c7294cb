/**
 * What no honest caller sends, as a table, and the rules that every service keeps to when it comes. The services' tests send every row
 * to every call that they take.
 */
@NullMarked
package io.waymark.sandbox.hostile;

import org.jspecify.annotations.NullMarked;
