package org.greenplan.cycle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Assisting units of a round that stand alike, as one line; who objects, or did, has a line alone.
 *
 * @param text the state in words, with the date where one is set
 */
public record ConfirmationGroup(ConfirmationState state, String text, List<RoundViews.ConfirmationView> units) {

    /** Objections first, then whoever is still waited for, then those that are of one mind with the report. */
    private static final List<ConfirmationState> ORDER = List.of(
            ConfirmationState.DISSENTED,
            ConfirmationState.UNSIGNED,
            ConfirmationState.ASKED,
            ConfirmationState.NOT_ASKED,
            ConfirmationState.DEEMED,
            ConfirmationState.CONFIRMED,
            ConfirmationState.NOT_DUE,
            ConfirmationState.NOT_NEEDED,
            ConfirmationState.STOPPED);

    /** All of a round. */
    public static List<ConfirmationGroup> of(List<RoundViews.ConfirmationView> confirmations) {
        Map<ConfirmationState, List<ConfirmationGroup>> groups = new EnumMap<>(ConfirmationState.class);
        for (RoundViews.ConfirmationView one : confirmations) {
            List<ConfirmationGroup> alike = groups.computeIfAbsent(one.state(), none -> new ArrayList<>());
            ConfirmationGroup shared = one.hasWords()
                    ? null
                    : alike.stream()
                            .filter(group -> group.text().equals(one.outcomeText())
                                    && !group.units().get(0).hasWords())
                            .findFirst()
                            .orElse(null);
            if (shared == null) {
                alike.add(new ConfirmationGroup(one.state(), one.outcomeText(), new ArrayList<>(List.of(one))));
            } else {
                shared.units().add(one);
            }
        }
        return ORDER.stream()
                .flatMap(state -> groups.getOrDefault(state, List.of()).stream())
                .toList();
    }
}
