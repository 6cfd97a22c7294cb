package io.waymark.console.registration;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields that a registration may have. */
public final class RegistrationFields {

    private RegistrationFields() {}

    /** By their paths, with a dot before a field of an inner object: what each is said with. */
    public static Map<String, Class<?>> all() {
        Map<String, Class<?>> fields = new LinkedHashMap<>();
        add(fields, "", RegistrationBody.class);
        return fields;
    }

    private static void add(Map<String, Class<?>> fields, String prefix, Class<?> body) {
        for (RecordComponent field : body.getRecordComponents()) {
            if (field.getType().isRecord()) {
                add(fields, prefix + field.getName() + ".", field.getType());
            } else {
                fields.put(prefix + field.getName(), field.getType());
            }
        }
    }
}
