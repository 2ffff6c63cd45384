/** A part of the live picture that is read only while somebody looks at what shows it. */
export type Supply = {
	/** Somebody looks from now on, at the engine there is: reads what is not known yet, and waits for a connection that is being made. */
	want(): void;
	/** Nobody looks any more; what is known stays. */
	leave(): void;
	/** Reads all of it anew. */
	again(): void;
};
