package org.greenplan.board;

import java.util.List;

/** What a person may do with a measure from its dossier, beside their tasks. Implemented where the cycle is known. */
public interface MeasureActions {

    /** In the order in which they are shown; none for somebody who may only look. */
    List<Action> of(String measureKey, String user);

    /**
     * One thing that can be done.
     *
     * @param label verb and object, in Chinese
     * @param href where it is done, a path of ours
     * @param hint one sentence on what will happen
     */
    record Action(String label, String href, String hint) {}
}
