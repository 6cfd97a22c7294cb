package io.waymark.console.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long registrations name people. */
@ConfigMapping(prefix = "waymark.registration")
public interface RegistrationConfig {

    /**
     * Environment variable {@code WAYMARK_REGISTRATION_PERSONAL_KEPT}: how long after the registration its phone, origin and destination
     * are kept. As long as raw records: by then nobody asks a carrier about the parcel any more.
     */
    @WithDefault("P180D")
    Duration personalKept();

    /** How often it is looked for what is older; {@link RegistrationScheduler} reads it by its name. */
    @WithDefault("PT20S")
    Duration forgetEvery();
}
