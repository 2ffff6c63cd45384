import {createStore, type StoreApi} from 'zustand/vanilla';

/** How one list is looked at. `cursor` and `marks` are ids. */
export type ListView = {
	readonly cursor?: string;
	readonly marks: ReadonlySet<string>;
	/** Where a range starts: the last mark. */
	readonly anchor?: string;
	readonly filter: string;
	readonly sort?: {readonly column: string; readonly reversed: boolean};
	/** Shows only what the pane does not hide; as the pane has it at first when absent. */
	readonly reduced?: boolean;
	/** Ids of the rows that are unfolded. */
	readonly unfolded: ReadonlySet<string>;
	/** Ids of the columns that were chosen; the pane's defaults when absent. */
	readonly columns?: readonly string[];
	/** The first row on the screen. */
	readonly top: number;
	/** The detail tab that was looked at last. */
	readonly tab?: string;
};

export type DetailView = {
	/** First line, first column. */
	readonly scroll: number;
	readonly search: string;
	/** Which of the matches `n` came to. */
	readonly match: number;
	/** Env values in clear. */
	readonly unmasked: boolean;
};

export type Place = {readonly pane: string; readonly cursor?: string; readonly filter: string; readonly tab?: string};

export type Zoom = 'list' | 'split' | 'detail';

/** A line in the footer that goes by itself. */
export type Toast = {readonly text: string; readonly tone: 'info' | 'good' | 'bad'; readonly at: number};

export type View = {
	readonly pane: string;
	readonly lists: Readonly<Record<string, ListView>>;
	readonly focus: 'list' | 'detail';
	readonly zoom: Zoom;
	readonly detail: DetailView;
	/** Places jumps came from, last one last. */
	readonly history: readonly Place[];
	readonly toast?: Toast;
};

export type ViewStore = StoreApi<View>;

export const freshList: ListView = {marks: new Set(), filter: '', unfolded: new Set(), top: 0};

export const freshDetail: DetailView = {scroll: 0, search: '', match: 0, unmasked: false};

/** How things are looked at, before anything was pressed. */
export function createView(pane: string): ViewStore {
	return createStore<View>(() => ({pane, lists: {}, focus: 'list', zoom: 'split', detail: freshDetail, history: []}));
}

/** The view of one pane's list. */
export function listOf(view: View, pane: string = view.pane): ListView {
	return view.lists[pane] ?? freshList;
}

/** Changes the view of one pane's list. */
export function changeList(view: ViewStore, change: Partial<ListView> | ((list: ListView) => Partial<ListView>), pane?: string): void {
	view.setState(state => {
		const name = pane ?? state.pane;
		const list = listOf(state, name);
		return {lists: {...state.lists, [name]: {...list, ...typeof change === 'function' ? change(list) : change}}};
	});
}

/** Shows a line in the footer for a while. */
export function say(view: ViewStore, text: string, tone: Toast['tone'] = 'info'): void {
	view.setState({toast: {text, tone, at: Date.now()}});
}
