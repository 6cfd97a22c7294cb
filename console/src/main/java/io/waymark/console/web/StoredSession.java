package io.waymark.console.web;

import io.waymark.console.access.Person;
import org.jspecify.annotations.Nullable;

/**
 * A session as the database has it: a key's or a person's.
 *
 * @param keyHash of the key with which somebody signed in; null for a person
 * @param person who signed in at the issuer; null for a key
 * @param isValid whether the person's token had not ended when the session was read, by the database's clock, which is the one
 *     that says who asks the issuer anew; true for a key
 */
record StoredSession(@Nullable String keyHash, @Nullable Person person, boolean isValid) {}
