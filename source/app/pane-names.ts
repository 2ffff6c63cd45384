/** The names of the panes, as arguments of the command. Kept apart from the panes so that the door need not load them. */
export const paneNames = ['containers', 'images', 'networks', 'volumes', 'disk', 'ports'] as const;
