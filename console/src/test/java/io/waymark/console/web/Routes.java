package io.waymark.console.web;

import static java.util.stream.Collectors.joining;

import io.waymark.sandbox.hostile.Target;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The calls that the pages of a package take, as their classes say: no page is in the API's description. */
final class Routes {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)(:[^}]*)?}");
    private static final String SOMETHING = "x";
    private static final String FILE = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\ncarrier,trackingNumber\r\nsto," + Target.FRESH + "\r\n--x--\r\n";

    private final Map<String, String> values;

    private Routes(Map<String, String> values) {
        this.values = values;
    }

    /** @param values of parameters by name, of paths and forms; of others there is something or other */
    static List<Target> of(String packageName, Map<String, String> values) throws IOException {
        Routes routes = new Routes(values);
        List<Target> targets = new ArrayList<>();
        try (Stream<java.nio.file.Path> files =
                Files.list(java.nio.file.Path.of("target", "classes").resolve(packageName.replace('.', '/')))) {
            for (String file :
                    files.map(each -> each.getFileName().toString()).sorted().toList()) {
                if (file.endsWith("Resource.class")) {
                    targets.addAll(routes.of(type(packageName + "." + file.replace(".class", ""))));
                }
            }
        }
        return targets;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, Routes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Target> of(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .flatMap(method -> verb(method).stream().map(verb -> target(verb, type, method)))
                .toList();
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                .filter(each -> each != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private Target target(String verb, Class<?> type, Method method) {
        String path = filled(path(type) + path(method));
        List<String> parameters = all(method)
                .map(each -> each.getAnnotation(QueryParam.class))
                .filter(each -> each != null)
                .map(QueryParam::value)
                .toList();
        Target target = new Target(verb, path, parameters, "", List.of(), "", "");
        if (verb.equals("GET")) {
            return target;
        }
        return consumed(type, method).startsWith(MediaType.MULTIPART_FORM_DATA)
                ? target.withBody(MediaType.MULTIPART_FORM_DATA + "; boundary=x", FILE)
                : target.withBody(MediaType.APPLICATION_FORM_URLENCODED, form(method));
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static String consumed(Class<?> type, Method method) {
        return Stream.of(method, type)
                .map(each -> ((AnnotatedElement) each).getAnnotation(Consumes.class))
                .filter(each -> each != null)
                .map(each -> each.value()[0])
                .findFirst()
                .orElse("");
    }

    /** A method's parameters, and those of what it takes together. */
    private static Stream<AnnotatedElement> all(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(each ->
                        each.isAnnotationPresent(BeanParam.class) ? parts(each) : Stream.<AnnotatedElement>of(each));
    }

    private static Stream<AnnotatedElement> parts(Parameter together) {
        return Arrays.stream(together.getType().getDeclaredConstructors())
                .flatMap(each -> Arrays.stream(each.getParameters()));
    }

    private String form(Method method) {
        return all(method)
                .map(each -> each.getAnnotation(FormParam.class))
                .filter(each -> each != null)
                .map(each -> each.value() + "=" + values.getOrDefault(each.value(), SOMETHING))
                .collect(joining("&"));
    }

    private String filled(String path) {
        return NAME.matcher(path).replaceAll(name -> "{" + values.getOrDefault(name.group(1), SOMETHING) + "}");
    }
}
