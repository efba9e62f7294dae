package org.greenplan.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one page has read already. While a page is read, the same question is asked of the database once, and what many
 * rows need can be asked for all of them at once beforehand: then a page of a hundred rows reads as many statements as
 * one of three. Outside a page every question is asked anew, so nothing that changes something sees an old answer.
 */
public final class ReadOnce {

    private static final ThreadLocal<@Nullable Map<List<Object>, Optional<Object>>> ANSWERS = new ThreadLocal<>();

    private ReadOnce() {}

    /** From now on this thread reads a page, until {@link #end}. */
    public static void begin() {
        ANSWERS.set(new HashMap<>());
    }

    /** The page is there; what was read is forgotten. May be called without {@link #begin}. */
    public static void end() {
        ANSWERS.remove();
    }

    /** One answer. @param topic what kind of question it is; with the key it names the answer */
    public static <K, V> V one(String topic, K key, Supplier<V> ask) {
        return Objects.requireNonNull(
                each(topic, List.of(key), keys -> Map.of(key, ask.get())).get(key));
    }

    /** The answer for one key, by the same question that serves many; empty when it has none. */
    public static <K, V> Optional<V> find(String topic, K key, Function<Set<K>, Map<K, V>> ask) {
        return Optional.ofNullable(each(topic, List.of(key), ask).get(key));
    }

    /**
     * The answers for several keys; those that are not known yet are asked for together.
     *
     * @param ask answers by key for the keys given; may leave out keys that have no answer
     * @return answers by key, without the keys that have none
     */
    @SuppressWarnings("unchecked")
    public static <K, V> Map<K, V> each(String topic, Collection<? extends K> keys, Function<Set<K>, Map<K, V>> ask) {
        Map<List<Object>, Optional<Object>> known = ANSWERS.get();
        Set<K> unknown = new LinkedHashSet<>(keys);
        if (known == null) {
            return unknown.isEmpty() ? Map.of() : ask.apply(unknown);
        }
        Map<K, V> answers = new LinkedHashMap<>();
        for (K key : new ArrayList<>(unknown)) {
            Optional<Object> answer = known.get(List.of(topic, key));
            if (answer != null) {
                unknown.remove(key);
                answer.ifPresent(value -> answers.put(key, (V) value));
            }
        }
        if (!unknown.isEmpty()) {
            Map<K, V> asked = ask.apply(unknown);
            unknown.forEach(key -> known.put(List.of(topic, key), Optional.ofNullable(asked.get(key))));
            answers.putAll(asked);
        }
        return answers;
    }
}
