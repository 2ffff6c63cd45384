import {anyPane, type AnyPane} from '../panes/pane.ts';
import {containersPane} from '../panes/containers/pane.ts';
import {diskPane} from '../panes/disk/pane.ts';
import {imagesPane} from '../panes/images/pane.ts';
import {networksPane} from '../panes/networks/pane.ts';
import {portsPane} from '../panes/ports/pane.ts';
import {volumesPane} from '../panes/volumes/pane.ts';

/** Every pane, in the order of their numbers. */
export const allPanes: readonly AnyPane[] = [anyPane(containersPane), anyPane(imagesPane), anyPane(networksPane), anyPane(volumesPane), anyPane(diskPane), anyPane(portsPane)];
