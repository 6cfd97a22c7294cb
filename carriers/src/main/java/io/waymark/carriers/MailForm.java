package io.waymark.carriers;

import java.util.List;
import java.util.regex.Pattern;

/** {@code zhangsan@qq.com}: the first character and the domain stay. */
final class MailForm implements MaskedForm {

    /** No local part is longer than 64 characters. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![0-9A-Za-z._%+-])([0-9A-Za-z])[0-9A-Za-z._%+-]{0,63}(?=@[0-9A-Za-z-]{1,63}\\.[A-Za-z])");

    @Override
    public List<String> words() {
        return List.of("@");
    }

    @Override
    public String masked(String text, int from) {
        return ADDRESS.matcher(text).replaceAll("$1****");
    }
}
