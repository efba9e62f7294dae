package org.greenplan.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Finds what reads a row and asks the database again meanwhile: it holds one connection and waits for a second, and when
 * everybody does so nobody gets one. Looks at the byte code, where a lambda is a method like any other.
 */
public final class RowReaders {

    private static final String A_ROW = "Ljava/sql/ResultSet;";

    /** What needs a connection; {@code people} are kept by the engine. */
    private static final List<String> NEED_A_CONNECTION = List.of(
            "org/springframework/jdbc/core/",
            "org/springframework/transaction/support/TransactionTemplate",
            "javax/sql/DataSource",
            "java/sql/Connection",
            "java/sql/Statement",
            "java/sql/PreparedStatement",
            "org/camunda/bpm/engine/");

    private static final Set<String> HARMLESS =
            Set.of("org/springframework/jdbc/core/RowMapper", "org/springframework/jdbc/core/RowCallbackHandler");

    private record Method(String owner, String name, String descriptor) {

        String signature() {
            return name + descriptor;
        }

        @Override
        public String toString() {
            return owner.substring(owner.lastIndexOf('/') + 1) + "." + name;
        }
    }

    private final Map<Method, List<Method>> calls = new HashMap<>();
    private final Map<String, List<Method>> bySignature = new HashMap<>();
    private final Set<String> interfaces = new HashSet<>();

    /** @param types ours, as far as calls are followed */
    public RowReaders(Iterable<Class<?>> types) {
        types.forEach(this::read);
        calls.keySet().forEach(method -> bySignature
                .computeIfAbsent(method.signature(), none -> new ArrayList<>())
                .add(method));
    }

    /** How many methods and lambdas read a row. */
    public long count() {
        return calls.keySet().stream().filter(RowReaders::readsARow).count();
    }

    /** One line for each reader of a row that comes to ask the database, with the way it takes. */
    public List<String> thatAskAgain() {
        return calls.keySet().stream()
                .filter(RowReaders::readsARow)
                .map(this::way)
                .filter(way -> !way.isEmpty())
                .map(way -> String.join(" → ", way))
                .sorted()
                .toList();
    }

    private static boolean readsARow(Method method) {
        return method.descriptor()
                .substring(0, method.descriptor().indexOf(')'))
                .contains(A_ROW);
    }

    private List<String> way(Method from) {
        Map<Method, List<String>> ways = new HashMap<>(Map.of(from, List.of(from.toString())));
        Deque<Method> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            Method method = open.removeFirst();
            for (Method called : calls.getOrDefault(method, List.of())) {
                List<String> way = new ArrayList<>(ways.get(method));
                way.add(called.toString());
                if (needsAConnection(called)) {
                    return way;
                }
                for (Method ours : implementations(called)) {
                    if (ways.putIfAbsent(ours, way) == null) {
                        open.add(ours);
                    }
                }
            }
        }
        return List.of();
    }

    private List<Method> implementations(Method called) {
        if (calls.containsKey(called) && !interfaces.contains(called.owner())) {
            return List.of(called);
        }
        return interfaces.contains(called.owner())
                ? bySignature.getOrDefault(called.signature(), List.of())
                : List.of();
    }

    private static boolean needsAConnection(Method called) {
        return !HARMLESS.contains(called.owner()) && NEED_A_CONNECTION.stream().anyMatch(called.owner()::startsWith);
    }

    private void read(Class<?> type) {
        if (type.isInterface()) {
            interfaces.add(type.getName().replace('.', '/'));
        }
        try (InputStream code =
                type.getResourceAsStream(type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class")) {
            new ClassReader(code).accept(new OfClass(type.getName().replace('.', '/')), ClassReader.SKIP_DEBUG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class OfClass extends ClassVisitor {

        private final String owner;

        OfClass(String owner) {
            super(Opcodes.ASM9);
            this.owner = owner;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            List<Method> called = calls.computeIfAbsent(new Method(owner, name, descriptor), none -> new ArrayList<>());
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int code, String on, String method, String of, boolean isInterface) {
                    called.add(new Method(on, method, of));
                }

                @Override
                public void visitInvokeDynamicInsn(String method, String of, Handle factory, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            called.add(new Method(handle.getOwner(), handle.getName(), handle.getDesc()));
                        }
                    }
                }
            };
        }
    }
}
