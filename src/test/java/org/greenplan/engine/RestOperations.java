package org.greenplan.engine;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every operation of JAX-RS resource classes, found by their annotations, sub-resources followed: {@code GET /task/{id}}. */
final class RestOperations {

    private final Set<String> found = new TreeSet<>();

    private RestOperations() {}

    static Set<String> of(Collection<Class<?>> roots) {
        RestOperations operations = new RestOperations();
        for (Class<?> root : roots) {
            operations.walk(
                    root,
                    path(types(root).stream()
                            .map(type -> type.getAnnotation(Path.class))
                            .filter(annotation -> annotation != null)
                            .findFirst()
                            .orElse(null)),
                    0);
        }
        return operations.found;
    }

    private void walk(Class<?> resource, String prefix, int depth) {
        if (depth > 8) {
            throw new IllegalStateException("resources without end at " + prefix);
        }
        for (Method method : resource.getMethods()) {
            Path path = null;
            List<String> verbs = new ArrayList<>();
            for (Method declared : declarations(method)) {
                for (Annotation annotation : declared.getAnnotations()) {
                    if (annotation instanceof Path given) {
                        path = given;
                    }
                    HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (verb != null) {
                        verbs.add(verb.value());
                    }
                }
            }
            String here = prefix + path(path);
            verbs.forEach(verb -> found.add(RestRules.key(verb, here)));
            if (verbs.isEmpty() && path != null) {
                walk(method.getReturnType(), here, depth + 1);
            }
        }
    }

    private static List<Method> declarations(Method method) {
        return types(method.getDeclaringClass()).stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(other -> other.getName().equals(method.getName())
                        && List.of(other.getParameterTypes()).equals(List.of(method.getParameterTypes())))
                .toList();
    }

    /** The type and all that it extends and implements. */
    private static List<Class<?>> types(Class<?> type) {
        List<Class<?>> all = new ArrayList<>(List.of(type));
        if (type.getSuperclass() != null) {
            all.addAll(types(type.getSuperclass()));
        }
        for (Class<?> implemented : type.getInterfaces()) {
            all.addAll(types(implemented));
        }
        return all;
    }

    private static String path(Path annotation) {
        if (annotation == null) {
            return "";
        }
        String value = annotation.value();
        return value.startsWith("/") ? value : "/" + value;
    }
}
