package io.waymark.console.conservation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;

/**
 * The balance of one provider in one hour.
 *
 * @param hour in which Waymark received it; its first instant in UTC
 * @param provider e.g. {@code kuaidi100}; {@code unknown} where that cannot be read
 * @param balance its fields stand beside the hour
 * @param place orders the providers of an hour
 */
public record HourBalance(Instant hour, String provider, @JsonUnwrapped Balance balance, @JsonIgnore UUID place) {}
