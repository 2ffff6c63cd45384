/** The YAML parser, for those who load it late: a CommonJS package keeps its named exports in the bundle only when they are imported by a statement. */
export {parse, stringify, YAMLError} from 'yaml';
