package org.greenplan.engine;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.rest.impl.DefaultProcessEngineRestServiceImpl;
import org.camunda.bpm.engine.rest.impl.NamedProcessEngineRestServiceImpl;

/** Every operation of JAX-RS resource classes, found by their annotations, sub-resources followed: {@code GET /task/{id}}. */
final class RestOperations {

    private static final Map<String, Application> WEB_APPLICATIONS = Map.of(
            "/camunda/api/admin", new AdminApi(),
            "/camunda/api/cockpit", new CockpitApi(),
            "/camunda/api/tasklist", new TasklistApi(),
            "/camunda/api/welcome", new WelcomeApi());

    private final Set<String> found = new TreeSet<>();

    private RestOperations() {}

    /** Of the engine itself. */
    static Set<String> engines() {
        return of(List.of(NamedProcessEngineRestServiceImpl.class, DefaultProcessEngineRestServiceImpl.class));
    }

    /** Those of the web applications beside them, with their whole path. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>(engines());
        WEB_APPLICATIONS.forEach((base, application) -> of(application.getClasses().stream()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .collect(Collectors.toSet()))
                .forEach(key -> all.add(key.replaceFirst(" ", " " + base))));
        return all;
    }

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
