import {Box, Text, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {useEffect, useMemo, type ReactElement} from 'react';
import type {ColorSupportLevel} from 'chalk';
import {StyleProvider} from '../components/style.tsx';
import {pressesOf} from '../keys/press.ts';
import {pendingOf} from '../store/jobs.ts';
import type {Application} from './application.ts';
import {ConnectionScreen} from './connection-screen.tsx';
import {DetailView} from './detail-view.tsx';
import {dispatch, dispatchPaste} from './dispatch.ts';
import {Footer} from './footer.tsx';
import {Header} from './header.tsx';
import {useClock, useWhole} from './hooks.ts';
import {smallest} from './layout.ts';
import {ListView} from './list-view.tsx';
import {nextChange} from './next-change.ts';
import {styleOf} from './style-of.ts';
import {Tabs} from './tabs.tsx';
import {createTypeAhead} from './type-ahead.ts';
import {ApplicationProvider} from './use-application.ts';
import {useDetailRequest} from './use-detail-request.ts';
import {useShownDetail} from './use-shown-detail.ts';
import {useWholePicture} from './use-whole-picture.ts';
import {useNeeds} from './use-needs.ts';
import {useMeasurement} from './use-measurement.ts';

export type AppProps = {readonly application: Application; readonly colours: ColorSupportLevel; readonly links?: boolean};

/** The screen as a whole: it composes, and nothing else. */
export function App({application, colours, links = false}: AppProps): ReactElement {
	const {columns, rows} = useWindowSize();
	const live = useWhole(application.live);
	const view = useWhole(application.view);
	const jobs = useWhole(application.jobs);
	const overlays = useWhole(application.overlays);
	const loaded = useWhole(application.details.store);
	const {theme, ascii} = useWhole(application.settings);
	const style = useMemo(() => styleOf({theme, ascii}, colours, links), [theme, colours, ascii, links]);
	const size = useMemo(() => ({columns, rows}), [columns, rows]);
	const scene = application.makeScene(live, view, size);
	const pending = useMemo(() => pendingOf(jobs), [jobs]);
	const now = useClock(time => nextChange(scene, live, view, pending, time));
	application.drawing(live, size);
	useDetailRequest(application, scene);
	const detail = useShownDetail(scene, loaded, view.focus);
	useWholePicture(application, columns, rows);
	useNeeds(application, scene);
	useMeasurement(application, scene, live);
	const {suspendTerminal} = useApp();
	useEffect(() => {
		application.surroundings.terminal.lend(suspendTerminal);
	}, [application, suspendTerminal]);
	const hear = useMemo(() => createTypeAhead(application.live, press => {
		dispatch(application, press);
	}), [application]);
	useInput((input, key) => {
		for (const press of pressesOf(input, key)) {
			hear(press);
		}
	});
	usePaste(text => {
		dispatchPaste(application, text);
	});
	useEffect(() => () => {
		application.close();
	}, [application]);

	const isFailed = live.connection.status === 'failed';
	const isListFocused = view.focus === 'list' && overlays.stack.length === 0;
	return (
		<ApplicationProvider value={application}>
			<StyleProvider value={style}>
				{scene.layout.tooSmall
					? <Box width={columns} height={rows}><Text wrap='truncate'>{`shipshape: too small, ${smallest.columns}x${smallest.rows} is the least (now ${columns}x${rows})`}</Text></Box>
					: (
						<Box flexDirection='column' width={columns} height={rows}>
							<Header live={live} now={now} width={columns} readOnly={application.surroundings.readOnly}/>
							<Tabs panes={application.surroundings.panes} active={view.pane} live={live} width={columns}/>
							{/* These have places of their own; they stand here in the order in which a screen reader reads them. */}
							{isFailed ? <ConnectionScreen live={live} area={scene.layout.body}/> : <ListView scene={scene} live={live} pending={pending} now={now} isFocused={isListFocused}/>}
							{!isFailed && <DetailView scene={detail.scene} live={live} loaded={detail.loaded} detail={view.detail} now={now} isFocused={view.focus === 'detail'}/>}
							<Box height={scene.layout.body.height} flexShrink={0}/>
							<Footer scene={scene} view={view} jobs={jobs} overlays={overlays} now={now} width={columns}/>
							{overlays.stack.map(({kind, state, key}) => <kind.View key={key} state={state} size={size}/>)}
						</Box>
					)}
			</StyleProvider>
		</ApplicationProvider>
	);
}
