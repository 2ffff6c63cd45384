import {Box, Text} from 'ink';
import {Table} from 'ink-table';
import type {PropsWithChildren, ReactElement, ReactNode} from 'react';
import {paintLine} from '../../components/paint.ts';
import {useStyle} from '../../components/style.tsx';
import type {Live} from '../../store/live.ts';
import {statusLine, summaryRows} from './summary.ts';

const barColumn = 5;
const tableHeight = 5;

const figureColumns = [{key: 'TYPE'}, {key: 'TOTAL', align: 'right'}, {key: 'ACTIVE', align: 'right'}, {key: 'SIZE', align: 'right'}, {key: 'RECLAIMABLE'}] as const;

/** Lines the summary takes: its state, the figures once there are any, and a blank one. */
export function summaryHeight({disk}: Live): number {
	return 1 + (disk.usage ? tableHeight : 0) + 1;
}

const textOf = (children: ReactNode): string => typeof children === 'string' ? children : '';

// Ink-table binds these when it is made: they have to be the same components for every frame.
function Title({children}: PropsWithChildren): ReactElement {
	const {theme} = useStyle();
	return <Text>{theme.heading(textOf(children))}</Text>;
}

function Figure({children, column}: PropsWithChildren<{readonly column: number}>): ReactElement {
	const {theme} = useStyle();
	const text = textOf(children);
	return <Text>{column === barColumn ? text.replaceAll(/[#█]+/gv, bar => theme.info(bar)).replaceAll(/[=▒]+/gv, bar => theme.warn(bar)) : text}</Text>;
}

/** Without its frame the table takes half the lines, and looks like the list below it. */
function NoFrame(): undefined {
	return undefined;
}

/** What `docker system df` says, with the age of the figures. */
export function SummaryView({live, width, now, ascii}: {readonly live: Live; readonly width: number; readonly now: number; readonly ascii: boolean}): ReactElement {
	const {theme, ellipsis} = useStyle();
	const {usage} = live.disk;
	const rows = usage ? summaryRows(usage, width, ascii) : [];
	const columns = rows.some(row => row[' '] !== undefined) ? [...figureColumns, {key: ' '} as const] : [...figureColumns];
	const status = [{text: ' '}, ...statusLine(live.disk, now, ascii)];
	return (
		<Box flexDirection='column' flexShrink={0} width={width} height={summaryHeight(live)} overflow='hidden'>
			<Text wrap='truncate'>{paintLine(status, theme, width, ellipsis)}</Text>
			{usage && <Table data={[...rows]} columns={columns} padding={1} header={Title} cell={Figure} skeleton={NoFrame}/>}
		</Box>
	);
}
