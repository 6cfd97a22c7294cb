package io.waymark.carriers;

import java.util.List;

/**
 * Takes out of carriers' free text what is personal, before anybody outside sees it: phone numbers, names, doors, the codes
 * that open a locker, and addresses of mail and chat.
 *
 * <pre>
 *   派件员【王师傅 13812341234】     →  派件员【王** 138****1234】
 *   电话0571-88881234转801         →  电话0571****34转****
 *   签收人：张三                    →  签收人：张**      (but 签收人：本人 stays)
 *   凭取件码6-2-3017到8号楼102室     →  凭取件码****到****号楼****室
 *   Signed for by: SMITH           →  Signed for by: S**
 * </pre>
 *
 * <p>Numbers of parcels, times, and the lines that carriers have for the public stay. What is masked stays as it is: to mask
 * twice is to mask once.
 */
public final class Masking {

    /**
     * In the order in which they are masked: each sees what those before it left. A code may look like a phone, a number
     * abroad contains one of China's, and an owner is found by the phone.
     */
    static final List<MaskedForm> FORMS = List.of(
            WordForm.CODE,
            WordForm.SLIP,
            WordForm.ACCOUNT,
            WordForm.IDENTITY,
            WordForm.EXTENSION,
            new MailForm(),
            new ForeignPhoneForm(),
            PhoneForm.MOBILE,
            PhoneForm.AREA,
            WordForm.LOCAL_PHONE,
            NameForm.COURIER,
            NameForm.RIGHT_AFTER,
            NameForm.SIGNER,
            WordForm.TAKER,
            WordForm.LATIN_TAKER,
            WordForm.LATIN_PERSON,
            WordForm.LATIN_TITLED,
            OwnerForm.TITLED,
            OwnerForm.REACHED,
            WordForm.LATIN_DOOR,
            new DoorForm());

    private static final String FULL_WIDTH = "０１２３４５６７８９＋＠";
    private static final String PLAIN = "0123456789+@";

    /** The bit of full-width characters; those of the forms are below it. */
    private static final int IS_FULL_WIDTH = 1 << FORMS.size();

    /** A phone that was just masked has stars, by which its owner is found. */
    private static final int MOBILE = FORMS.indexOf(PhoneForm.MOBILE);

    private static final int REACHED = 1 << FORMS.indexOf(OwnerForm.REACHED);

    private static final WordTree WORDS = words();

    private Masking() {}

    /** The text with everything personal masked. A text that holds nothing of it comes back unchanged. */
    public static String mask(String text) {
        int bits = 0;
        int first = 0;
        for (int at = text.length() - 1; at >= 0; at--) {
            int found = WORDS.bits(text, at);
            if (found != 0) {
                bits |= found;
                first = at;
            }
        }
        return bits == 0 ? text : masked(text, bits, first);
    }

    private static String masked(String text, int bits, int first) {
        String masked = (bits & IS_FULL_WIDTH) == 0 ? text : withPlainCharacters(text);
        int marked = bits;
        for (int form = 0; form < FORMS.size(); form++) {
            if ((marked >>> form & 1) != 0) {
                String before = masked;
                masked = FORMS.get(form).masked(before, first);
                marked |= form == MOBILE && !masked.equals(before) ? REACHED : 0;
            }
        }
        return masked;
    }

    /** Full-width digits (１３８) are digits like others; a reader sees no difference. */
    private static String withPlainCharacters(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int at = 0; at < plain.length(); at++) {
            int wide = FULL_WIDTH.indexOf(plain.charAt(at));
            if (wide >= 0) {
                plain.setCharAt(at, PLAIN.charAt(wide));
            }
        }
        return plain.toString();
    }

    private static WordTree words() {
        WordTree words = new WordTree();
        for (int form = 0; form < FORMS.size(); form++) {
            words.add(FORMS.get(form).words(), 1 << form);
        }
        for (int at = 0; at < FULL_WIDTH.length(); at++) {
            words.addTwin(FULL_WIDTH.charAt(at), PLAIN.charAt(at), IS_FULL_WIDTH);
        }
        return words;
    }
}
