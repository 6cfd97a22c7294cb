/**
 * What merchants ask us to follow. A request is read field by field, weighed against what the merchant said before, and
 * stored together with the record that tells the other services.
 */
@NullMarked
package io.waymark.console.registration;

import org.jspecify.annotations.NullMarked;
