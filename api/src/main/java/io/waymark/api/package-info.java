/**
 * What the services that merchants call have in common: {@code access} knows the caller, {@code request} reads what was
 * sent, {@code problem} answers what failed.
 */
@NullMarked
package io.waymark.api;

import org.jspecify.annotations.NullMarked;
