package io.waymark.deploy.kubernetes;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the names of settings that interfaces with {@code @ConfigMapping} stand for. */
final class MappedInterfaces extends TreeScanner<Void, @Nullable Void> {

    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\".*\\)");

    private final Consumer<String> found;

    MappedInterfaces(Consumer<String> found) {
        this.found = found;
    }

    @Override
    public Void visitClass(ClassTree type, @Nullable Void nothing) {
        prefix(type).ifPresent(prefix -> collect(prefix, type));
        return super.visitClass(type, nothing);
    }

    private void collect(String prefix, ClassTree type) {
        Map<String, ClassTree> nested = type.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .collect(Collectors.toMap(one -> one.getSimpleName().toString(), Function.identity()));
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                String name = prefix + "." + hyphenated(method.getName().toString());
                String returned = String.valueOf(method.getReturnType());
                if (nested.containsKey(returned)) {
                    collect(name, nested.get(returned));
                } else {
                    found.accept(returned.startsWith("Map<") ? name + ".*" : name);
                }
            }
        }
    }

    private static Optional<String> prefix(ClassTree type) {
        return type.getModifiers().getAnnotations().stream()
                .map(AnnotationTree::toString)
                .map(PREFIX::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    private static String hyphenated(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
