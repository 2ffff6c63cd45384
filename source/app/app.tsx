import {Box, Text, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {useEffect, useMemo, type ReactElement} from 'react';
import type {ColorSupportLevel} from 'chalk';
import {StyleProvider} from '../components/style.tsx';
import {pendingOf} from '../store/jobs.ts';
import type {Application} from './application.ts';
import {ConnectionScreen} from './connection-screen.tsx';
import {DetailView} from './detail-view.tsx';
import {Footer} from './footer.tsx';
import {Header} from './header.tsx';
import {useClock, useWhole} from './hooks.ts';
import {smallest} from './layout.ts';
import {ListView} from './list-view.tsx';
import {nextChange} from './next-change.ts';
import {lineArea, Part} from './part.tsx';
import {OverlayPart} from './overlays/overlay-part.tsx';
import {styleOf} from './style-of.ts';
import {Tabs} from './tabs.tsx';
import {createEars} from './take-keys.ts';
import {ApplicationProvider} from './use-application.ts';
import {unlessBroken} from './unless-broken.ts';
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
	const now = useClock(time => unlessBroken(application, 'when the picture changes by itself', () => nextChange(scene, live, view, pending, time), undefined));
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
	const ears = useMemo(() => createEars(application), [application]);
	useInput(ears.keys);
	usePaste(ears.paste);
	useEffect(() => () => {
		application.close();
	}, [application]);

	const isFailed = live.connection.status === 'failed';
	// A part that could not be drawn is drawn again when one of these changes.
	const about = [live, view, jobs, overlays, loaded, style, size];
	const isListFocused = view.focus === 'list' && overlays.stack.length === 0;
	return (
		<ApplicationProvider value={application}>
			<StyleProvider value={style}>
				{scene.layout.tooSmall
					? <Box width={columns} height={rows}><Text wrap='truncate'>{`shipshape: too small, ${smallest.columns}x${smallest.rows} is the least (now ${columns}x${rows})`}</Text></Box>
					: (
						<Box flexDirection='column' width={columns} height={rows}>
							<Part name='the header' about={about} area={lineArea(0, columns)} stands='flow'>
								<Header live={live} now={now} width={columns} readOnly={application.surroundings.readOnly}/>
							</Part>
							<Part name='the line of tabs' about={about} area={lineArea(1, columns)} stands='flow'>
								<Tabs panes={application.surroundings.panes} active={view.pane} live={live} width={columns}/>
							</Part>
							{/* These have places of their own; they stand here in the order in which a screen reader reads them. */}
							<Part name='the list' about={about} area={isFailed ? scene.layout.body : scene.layout.list} stands='placed'>
								{isFailed ? <ConnectionScreen live={live} area={scene.layout.body}/> : <ListView scene={scene} live={live} pending={pending} now={now} isFocused={isListFocused}/>}
							</Part>
							<Part name='the detail' about={about} area={isFailed ? undefined : scene.layout.detail} stands='placed'>
								{!isFailed && <DetailView scene={detail.scene} live={live} loaded={detail.loaded} detail={view.detail} now={now} isFocused={view.focus === 'detail'}/>}
							</Part>
							<Box height={scene.layout.body.height} flexShrink={0}/>
							<Part name='the footer' about={about} area={lineArea(rows - 1, columns)} stands='flow'>
								<Footer scene={scene} told={detail.scene} view={view} jobs={jobs} overlays={overlays} now={now} width={columns}/>
							</Part>
							{overlays.stack.map(overlay => <OverlayPart key={overlay.key} overlay={overlay} about={about} size={size}/>)}
						</Box>
					)}
			</StyleProvider>
		</ApplicationProvider>
	);
}
