package org.greenplan.architecture;

/** Breaks a rule on purpose: public, and no other room names it. */
public class IsPublicForNobody {}
