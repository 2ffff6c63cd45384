import {Component, type ReactNode} from 'react';

export type ErrorBoundaryProps = {
	/** What the children draw from: as soon as one of these is another value they are drawn again. As many each time. */
	readonly about: readonly unknown[];
	readonly instead: (error: Error) => ReactNode;
	/** Called once what stands instead of them is on the screen. Must not change what they draw from: that would go round for ever. */
	readonly onFailure: (error: Error) => void;
	readonly children?: ReactNode;
};

type Drawn = {readonly about: readonly unknown[]; readonly failure?: Error};

/** Draws something else where drawing its children fails, so that the rest of the screen goes on. A class, because React has no hook for it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, Drawn> {
	static getDerivedStateFromError(this: void, error: unknown): Partial<Drawn> {
		return {failure: error instanceof Error ? error : new Error(String(error))};
	}

	static getDerivedStateFromProps(this: void, {about}: ErrorBoundaryProps, drawn: Drawn): Drawn | null {
		return about.every((value, index) => Object.is(value, drawn.about[index])) ? null : {about, failure: undefined};
	}

	override readonly state: Drawn = {about: this.props.about};

	override componentDidCatch(error: unknown): void {
		this.props.onFailure(error instanceof Error ? error : new Error(String(error)));
	}

	override render(): ReactNode {
		return this.state.failure ? this.props.instead(this.state.failure) : this.props.children;
	}
}
