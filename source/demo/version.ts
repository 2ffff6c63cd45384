/** The newest minor API version the demo engine speaks: that of Docker 27.3. */
export const maximumVersion = 47;

/** The oldest minor API version it speaks. */
export const minimumVersion = 24;

/** The engine it stands for. */
export const engineVersion = '27.3.1';
