/** The panes in the order of their numbers, by their names on the command line. Kept apart from them so that the door need not load them. */
export const paneTitles = {
	containers: 'Containers',
	images: 'Images',
	networks: 'Networks',
	volumes: 'Volumes',
	disk: 'Disk',
	ports: 'Ports',
} as const;

export const paneNames = Object.keys(paneTitles);
